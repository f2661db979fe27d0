x = 1                                                            # an aligned comment
                                                                                                                                                                                                        
